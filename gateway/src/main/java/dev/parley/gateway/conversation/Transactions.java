package dev.parley.gateway.conversation;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Runs code in one database transaction: all of it is stored, or nothing. Thread-safe; nested calls join. */
@Singleton
public class Transactions {

    private static final int MOST = 5;
    private static final long PAUSE_NANOS = 40_000_000;
    /** Classes of SQLSTATE (SQL standard): no connection, and rolled back, as after a deadlock. */
    private static final Set<String> PASSING = Set.of("08", "40");

    private final TransactionOperations<Connection> operations;

    Transactions(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    /** Commits when {@code work} returns, rolls back when it throws. */
    public <T> T call(Supplier<T> work) {
        return operations.executeWrite(status -> work.get());
    }

    /** As {@link #run}, again up to five times when the database broke it off because others were at the same rows. */
    public void insist(Runnable work) {
        for (int attempt = 1;; attempt++) {
            try {
                run(work);
                return;
            } catch (RuntimeException e) {
                if (attempt == MOST || !isPassing(e)) {
                    throw e;
                }
                // At once both would meet again.
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * PAUSE_NANOS));
            }
        }
    }

    /** Whether the database was busy or away: no fault of what was to be stored. */
    public static boolean isPassing(Throwable error) {
        boolean isOfItself = error instanceof SQLTransientException || error instanceof SQLException sql
                && sql.getSQLState() != null && PASSING.contains(sql.getSQLState().substring(0, 2));
        return isOfItself || error.getCause() != null && isPassing(error.getCause());
    }

    /** Commits when {@code work} returns, rolls back when it throws. */
    public void run(Runnable work) {
        operations.executeWrite(status -> {
            work.run();
            return true;
        });
    }
}
