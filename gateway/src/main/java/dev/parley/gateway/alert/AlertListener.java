package dev.parley.gateway.alert;

/** Is told of alerts, within the transaction that stores them. */
@FunctionalInterface
public interface AlertListener {

    /** @param isRaised false: it is over */
    void changed(Alert alert, boolean isRaised);
}
