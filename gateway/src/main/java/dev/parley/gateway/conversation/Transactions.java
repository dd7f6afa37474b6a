package dev.parley.gateway.conversation;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;

/** Runs code in one database transaction: all of it is stored, or nothing. Thread-safe; nested calls join. */
@Singleton
public class Transactions {

    private final TransactionOperations<Connection> operations;

    Transactions(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    /** Commits when {@code work} returns, rolls back when it throws. */
    public <T> T call(Supplier<T> work) {
        return operations.executeWrite(status -> work.get());
    }

    /** Commits when {@code work} returns, rolls back when it throws. */
    public void run(Runnable work) {
        operations.executeWrite(status -> {
            work.run();
            return true;
        });
    }
}
