package dev.parley.gateway.privacy;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.config.ParleyException;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Copies of the embedded database while it runs. Thread-safe. */
@Singleton
class Backups {

    private final DataSource database;
    private final boolean isEmbedded;

    Backups(DataSource database, ParleyConfig config) {
        this.database = database;
        this.isEmbedded = config.database().url() == null;
    }

    /**
     * Writes a consistent copy: a zip with the database's file, to be unpacked into an empty data directory.
     *
     * @param file on the server's machine; must not exist
     * @return its size in bytes
     */
    long write(Path file) {
        if (!isEmbedded) {
            throw new ParleyException(ErrorCode.CONFLICT,
                    "This server runs on PostgreSQL; back it up with pg_dump, or as its operator does.");
        }
        if (Files.exists(file) || !file.isAbsolute() || file.getParent() == null
                || !Files.isDirectory(file.getParent())) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST,
                    file + " must be an absolute path in an existing directory, and not exist yet.");
        }
        try (Connection connection = unwrapped(); Statement statement = connection.createStatement()) {
            statement.execute("BACKUP TO '" + file.toString().replace("'", "''") + "'");
            return Files.size(file);
        } catch (SQLException | IOException e) {
            throw new ParleyException(ErrorCode.CONFLICT, "The backup could not be written to " + file + ".", e);
        }
    }

    private Connection unwrapped() throws SQLException {
        return DelegatingDataSource.unwrapDataSource(database).getConnection();
    }
}
