package dev.parley.gateway.intake;

/** Erases what is known of a customer. Thread-safe. */
public interface Forgetter {

    /**
     * @param customerId as events name the sender
     * @return how many conversations were emptied
     */
    int forget(String customerId);
}
