package dev.parley.bench;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Asks of a database what was recorded, by plain JDBC: the same statements with the same parameters in the same transactions,
 * but for another conversation. Reads all that comes back. Not thread-safe.
 */
final class SqlReplay implements AutoCloseable {

    interface Connector {
        Connection connect() throws SQLException;
    }

    private final List<SqlRecorder.Call> calls;
    private final Map<Integer, Connection> connections = new HashMap<>();

    SqlReplay(List<SqlRecorder.Call> calls, Connector connector) throws SQLException {
        this.calls = calls;
        for (SqlRecorder.Call call : calls) {
            if (!connections.containsKey(call.connection())) {
                connections.put(call.connection(), connector.connect());
            }
        }
    }

    int statements() {
        return (int) calls.stream().filter(call -> call.prepare() != null).count();
    }

    int commits() {
        return calls.size() - statements();
    }

    /**
     * @param numbers what to put in the place of numbers, such as the key of the conversation
     * @param names what to put in the place of a part of texts, such as the key of the message
     */
    void run(Map<Long, Long> numbers, Map<String, String> names) throws SQLException {
        Map<Long, Long> known = new HashMap<>(numbers);
        for (SqlRecorder.Call call : calls) {
            Connection connection = Objects.requireNonNull(connections.get(call.connection()));
            SqlRecorder.Invocation prepare = call.prepare();
            if (prepare == null) {
                connection.commit();
                continue;
            }
            if (connection.getAutoCommit() != call.autoCommit()) {
                connection.setAutoCommit(call.autoCommit());
            }
            try (PreparedStatement statement = (PreparedStatement) invoke(connection, prepare)) {
                for (SqlRecorder.Invocation setter : call.setters()) {
                    List<Object> arguments = new ArrayList<>(setter.arguments());
                    arguments.set(1, fresh(arguments.get(1), known, names));
                    invoke(statement, new SqlRecorder.Invocation(setter.method(), arguments));
                }
                if (statement.execute()) {
                    readAll(statement.getResultSet());
                }
                if (!call.keys().isEmpty()) {
                    try (ResultSet made = statement.getGeneratedKeys()) {
                        made.next();
                        known.put(call.keys().getFirst(), made.getLong(1));
                    }
                }
            }
        }
    }

    /** Gives up what {@link #run} began. */
    void rollBack() {
        for (Connection connection : connections.values()) {
            try {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Object fresh(Object value, Map<Long, Long> numbers, Map<String, String> names) {
        if (value instanceof Long number) {
            return numbers.getOrDefault(number, number);
        }
        if (value instanceof String text) {
            String changed = text;
            for (Map.Entry<String, String> name : names.entrySet()) {
                changed = changed.replace(name.getKey(), name.getValue());
            }
            return changed;
        }
        return value;
    }

    private static void readAll(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                rows.getObject(column);
            }
        }
        rows.close();
    }

    private static Object invoke(Object target, SqlRecorder.Invocation invocation) throws SQLException {
        try {
            return invocation.method().invoke(target, invocation.arguments().toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
    }
}
