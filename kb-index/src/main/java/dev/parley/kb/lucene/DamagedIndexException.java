package dev.parley.kb.lucene;

/** An index that can't be trusted and must be built anew from the articles. */
public final class DamagedIndexException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DamagedIndexException(String why) {
        super(why);
    }

    DamagedIndexException(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
