package dev.parley.bench;

import dev.parley.gateway.Application;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The SQL of a message, by plain JDBC on the server's own database, each time for a conversation that was made before. */
final class PlainSql implements AutoCloseable {

    /** Tables whose keys are set apart, so that no other number is taken for one of them. */
    private static final List<String> TABLES = List.of("conversation", "inbox", "turn", "transcript", "outbox");
    private static final long FIRST_KEY = 1_000_000_000L;

    private final Connection connection;
    private final SqlReplay replay;
    private final String conversationKey;
    private final String messageKey;
    private final long conversationId;
    private final List<Map.Entry<Long, String>> copies = new ArrayList<>();

    /**
     * @param calls of one message
     * @param messageKey that the message had, and that the calls hold
     */
    PlainSql(Application parley, List<SqlRecorder.Call> calls, String conversationKey, String messageKey)
            throws SQLException {
        this.connection = connect(parley);
        this.replay = new SqlReplay(calls, () -> connect(parley));
        this.conversationKey = conversationKey;
        this.messageKey = messageKey;
        this.conversationId = idOf(conversationKey);
    }

    /** Must be called before anything is recorded. */
    static void setKeysApart(Application parley) throws SQLException {
        try (Connection connection = connect(parley); Statement statement = connection.createStatement()) {
            for (int i = 0; i < TABLES.size(); i++) {
                statement.execute(
                        "ALTER TABLE " + TABLES.get(i) + " ALTER COLUMN id RESTART WITH " + FIRST_KEY * (i + 1));
            }
        }
    }

    private static Connection connect(Application parley) throws SQLException {
        return DriverManager.getConnection(property(parley, "url"), property(parley, "username"),
                property(parley, "password"));
    }

    private static String property(Application parley, String name) {
        return parley.context().getProperty("datasources.default." + name, String.class).orElseThrow();
    }

    private long idOf(String key) throws SQLException {
        try (PreparedStatement query = connection
                .prepareStatement("SELECT id FROM conversation WHERE conversation_key = ?")) {
            query.setString(1, key);
            ResultSet rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Makes conversations like the recorded one. */
    void makeCopies(int count) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("SELECT * FROM conversation WHERE id = " + conversationId)) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                columns.add(rows.getMetaData().getColumnName(column));
            }
        }
        columns.remove("id");
        String values = columns.stream().map(column -> column.equals("conversation_key") ? "?" : column)
                .collect(Collectors.joining(", "));
        copies.clear();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO conversation ("
                + String.join(", ", columns) + ") SELECT " + values + " FROM conversation WHERE id = " + conversationId,
                Statement.RETURN_GENERATED_KEYS)) {
            for (int i = 0; i < count; i++) {
                String key = "copy-" + UUID.randomUUID();
                insert.setString(1, key);
                insert.executeUpdate();
                ResultSet keys = insert.getGeneratedKeys();
                keys.next();
                copies.add(Map.entry(keys.getLong("id"), key));
            }
        }
    }

    /** All that a message asks of the database, for one of the copies. */
    void run(int copy) {
        Map.Entry<Long, String> own = copies.get(copy);
        try {
            replay.run(Map.of(conversationId, own.getKey()),
                    Map.of(conversationKey, own.getValue(), messageKey, messageKey + own.getValue()));
        } catch (SQLIntegrityConstraintViolationException | SQLTransactionRollbackException e) {
            // The server's own sweep found the message while it was pending here. Rare; what was asked by then counts.
            replay.rollBack();
        } catch (SQLException e) {
            throw new IllegalStateException("what was recorded can't be asked again", e);
        }
    }

    int statements() {
        return replay.statements();
    }

    int commits() {
        return replay.commits();
    }

    @Override
    public void close() throws SQLException {
        replay.close();
        connection.close();
    }
}
