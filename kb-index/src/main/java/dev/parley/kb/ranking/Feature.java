package dev.parley.kb.ranking;

/** What speaks for an article. Voice 0 is the first embedding, voice 1 the second; without one its features are 0. */
public enum Feature {
    /** Voice 0: cosine to the closest of title and example questions. */
    NAME_0,
    /** Voice 0: cosine to the centre of title and example questions. */
    CENTRE_0,
    /** Voice 0: cosine to the closest passage; as {@link #NAME_0} for an article without text. */
    BODY_0,
    /** Voice 0: cosine to the whole article. */
    WHOLE_0,
    /** Voice 1: as {@link #NAME_0}. */
    NAME_1,
    /** Voice 1: as {@link #CENTRE_0}. */
    CENTRE_1,
    /** Voice 1: as {@link #BODY_0}. */
    BODY_1,
    /** Voice 1: as {@link #WHOLE_0}. */
    WHOLE_1,
    /** BM25 of stemmed words in title, example questions and text, over the idf mass of the question. */
    WORDS,
    /** The same for runs of three and four characters: bridges spelling, inflection and compounds. */
    GRAMS,
    /** Logit of the trained head, less the highest of all articles: 0 for its favourite. */
    HEAD,
    /** Logit of the head that goes by wording, less the highest of all articles. */
    WORDING,
    /** How much judged questions like this one speak for the article, 0 to 1; 0 when none was judged. */
    JUDGED;

    /** How many there are. */
    public static final int COUNT = values().length;

    /** The features of one voice start here. */
    public static int ofVoice(int voice) {
        return voice == 0 ? NAME_0.ordinal() : NAME_1.ordinal();
    }
}
