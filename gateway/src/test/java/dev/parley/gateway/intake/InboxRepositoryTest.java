package dev.parley.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micronaut.data.annotation.Query;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class InboxRepositoryTest {

    private static final String DATABASE = "jdbc:h2:mem:plans;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1";
    /** How H2 says that it looks a row up by channel and id, instead of reading all rows of a channel. */
    private static final Pattern LOOKED_UP = Pattern
            .compile("(?i)inbox_delivery[^/]*channel = 'web'[^/]*delivery_id = ");

    /** It is asked for each message, of a table that only grows. */
    @Test
    void whetherADeliveryWasErasedIsLookedUp() throws Exception {
        Flyway.configure().dataSource(DATABASE, "sa", "").locations("classpath:db/migration").load().migrate();
        String sql = InboxRepository.class.getDeclaredMethod("findErased", String.class, String.class, String.class)
                .getAnnotation(Query.class).value().replace(":channel", "'web'").replace(":deliveryId", "'a'")
                .replace(":erasedDeliveryId", "'b'");
        assertEquals(2, LOOKED_UP.matcher(plan(sql)).results().count(), () -> plan(sql));
    }

    private static String plan(String sql) {
        try (Connection connection = DriverManager.getConnection(DATABASE, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN " + sql)) {
            plan.next();
            return plan.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
