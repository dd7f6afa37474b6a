package dev.parley.gateway.conversation;

import java.util.function.Consumer;

/** The moments at which a crash is worst. Tests let a thread die there; otherwise nothing happens. Thread-safe. */
public enum Failpoint {
    /** An event is stored, but not committed. */
    EVENT_STORED,
    /** An event is committed, but its platform does not know it yet. */
    EVENT_COMMITTED,
    /** A turn is decided and its outcome stored, but not committed. */
    TURN_DECIDED,
    /** A turn is committed, but nobody was told that there is something to send. */
    TURN_COMMITTED,
    /** It is committed that an attempt to send begins, but the platform heard nothing yet. */
    SEND_MARKED,
    /** The platform has the line, but that is not recorded. */
    SENT;

    private static volatile Consumer<Failpoint> visitor = point -> {};

    /** Called wherever the enum's names say. */
    public void reached() {
        visitor.accept(this);
    }

    /** From now on {@code next} is called at each failpoint, on the thread that got there. */
    public static void visit(Consumer<Failpoint> next) {
        visitor = next;
    }
}
