BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE captures (
	sha256 VARCHAR(64) NOT NULL, 
	media_type TEXT NOT NULL, 
	url TEXT, 
	retrieved_at TEXT, 
	PRIMARY KEY (sha256)
);
INSERT INTO "captures" VALUES('6cccd2a398fbc3052c5817887ed52f6fbb8992ec5af441dd9c89bc1bab8a1ee6','text/plain',NULL,NULL);
INSERT INTO "captures" VALUES('c387ff69071bc4fa4a0164629959ba4765a94a79f6a2bf04710be7f6b9da6053','text/plain',NULL,NULL);
CREATE TABLE decisions (
	number INTEGER NOT NULL, 
	subject TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	value TEXT, 
	was TEXT, 
	decided_by TEXT NOT NULL, 
	decided_at TEXT NOT NULL, 
	link VARCHAR(64) NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "decisions" VALUES(1,'one','confirm','1',NULL,'somebody','2020-01-10T12:00:00+00:00','6dffa5f96cb35b0f831b5afc4fcdb89678d143c769494ce2341bbc5645cc908c');
INSERT INTO "decisions" VALUES(2,'two','confirm','1',NULL,'somebody','2020-01-10T12:00:00+00:00','ac0bed5f534b4eb539ba3bb88b30bab6493560f16609acc53fd3379d45f2511c');
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('decisions_head','2:ac0bed5f534b4eb539ba3bb88b30bab6493560f16609acc53fd3379d45f2511c');
CREATE TABLE readings (
	number INTEGER NOT NULL, 
	report_id VARCHAR(16) NOT NULL, 
	analyser TEXT NOT NULL, 
	reading TEXT NOT NULL, 
	read_at TEXT NOT NULL, 
	superseded_at TEXT, 
	PRIMARY KEY (number), 
	FOREIGN KEY(report_id) REFERENCES reports (id)
);
INSERT INTO "readings" VALUES(1,'6cccd2a398fbc305','test 1','{"analyser":"test 1","dates":[],"demands":[],"events":[],"figures":[],"issues":[],"mentions":[],"people":[{"affiliation":null,"age":null,"also":[],"ethnicity":null,"evidence":[],"id":"p1","name":"Aidos Example1","nationality":null,"part":"at_risk","quote":{"span":{"end":23,"start":9},"text":"Aidos Example1"},"title":null}],"report_id":"6cccd2a398fbc305","statements":[]}','2020-01-10T12:00:00+00:00','2020-01-10T12:00:00+00:00');
INSERT INTO "readings" VALUES(2,'c387ff69071bc4fa','test 1','{"analyser":"test 1","dates":[],"demands":[],"events":[],"figures":[],"issues":[],"mentions":[],"people":[{"affiliation":null,"age":null,"also":[],"ethnicity":null,"evidence":[],"id":"p1","name":"Aidos Example2","nationality":null,"part":"at_risk","quote":{"span":{"end":23,"start":9},"text":"Aidos Example2"},"title":null}],"report_id":"c387ff69071bc4fa","statements":[]}','2020-01-10T12:00:00+00:00',NULL);
INSERT INTO "readings" VALUES(3,'6cccd2a398fbc305','test 2','{"analyser":"test 2","dates":[],"demands":[],"events":[],"figures":[],"issues":[],"mentions":[],"people":[],"report_id":"6cccd2a398fbc305","statements":[]}','2020-01-10T12:00:00+00:00',NULL);
CREATE TABLE reports (
	number INTEGER NOT NULL, 
	id VARCHAR(16) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	story TEXT NOT NULL, 
	story_sha256 VARCHAR(64) NOT NULL, 
	report TEXT NOT NULL, 
	published TEXT, 
	publisher TEXT, 
	title TEXT, 
	language TEXT, 
	added_at TEXT NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	UNIQUE (sha256), 
	FOREIGN KEY(sha256) REFERENCES captures (sha256)
);
INSERT INTO "reports" VALUES(1,'6cccd2a398fbc305','6cccd2a398fbc3052c5817887ed52f6fbb8992ec5af441dd9c89bc1bab8a1ee6','Case 1.

Aidos Example1 was put on trial, and the court adjourned.','6cccd2a398fbc3052c5817887ed52f6fbb8992ec5af441dd9c89bc1bab8a1ee6','{"byline":null,"capture":{"media_type":"text/plain","retrieved_at":null,"sha256":"6cccd2a398fbc3052c5817887ed52f6fbb8992ec5af441dd9c89bc1bab8a1ee6","url":null},"id":"6cccd2a398fbc305","issues":[],"language":null,"published":null,"publisher":null,"safety_notices":[],"story":{"captions":[],"furniture":[],"headings":[],"headline":null,"source_map":{"segments":[]},"text":""},"title":null}',NULL,NULL,NULL,NULL,'2020-01-10T12:00:00+00:00');
INSERT INTO "reports" VALUES(2,'c387ff69071bc4fa','c387ff69071bc4fa4a0164629959ba4765a94a79f6a2bf04710be7f6b9da6053','Case 2.

Aidos Example2 was put on trial, and the court adjourned.','c387ff69071bc4fa4a0164629959ba4765a94a79f6a2bf04710be7f6b9da6053','{"byline":null,"capture":{"media_type":"text/plain","retrieved_at":null,"sha256":"c387ff69071bc4fa4a0164629959ba4765a94a79f6a2bf04710be7f6b9da6053","url":null},"id":"c387ff69071bc4fa","issues":[],"language":null,"published":null,"publisher":null,"safety_notices":[],"story":{"captions":[],"furniture":[],"headings":[],"headline":null,"source_map":{"segments":[]},"text":""},"title":null}',NULL,NULL,NULL,NULL,'2020-01-10T12:00:00+00:00');
CREATE UNIQUE INDEX current_reading ON readings (report_id) WHERE superseded_at IS NULL;
CREATE TRIGGER decisions_never_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END;
CREATE TRIGGER decisions_never_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END;
COMMIT;
