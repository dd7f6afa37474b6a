package dev.parley.gateway.config;

/** The one exception of the core: a code for programs and a sentence for people. */
public final class ParleyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    /**
     * @param code what kind of error
     * @param message a sentence that says what is wrong and, where possible, what to do
     */
    public ParleyException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** @param cause what was caught; its message is not shown to callers */
    public ParleyException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What kind of error. */
    public ErrorCode code() {
        return code;
    }

    /** The sentence. */
    public String message() {
        String message = getMessage();
        return message == null ? code.code() : message;
    }
}
