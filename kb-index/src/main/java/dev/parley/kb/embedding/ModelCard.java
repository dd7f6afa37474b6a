package dev.parley.kb.embedding;

/**
 * What one must know of a model to use it.
 *
 * @param name names model and pooling, without white space
 * @param questionPrefix what the model was trained to see before a question; mostly empty
 * @param passagePrefix the same before a passage
 * @param english whether it was trained on English, so that its pieces serve as a dictionary
 */
record ModelCard(String name, Pooling pooling, String questionPrefix, String passagePrefix, boolean english) {}
