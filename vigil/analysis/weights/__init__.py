"""The weights of the encoder and the word pieces that it reads; ``MODEL_CARD.md`` tells what they were taught on."""
