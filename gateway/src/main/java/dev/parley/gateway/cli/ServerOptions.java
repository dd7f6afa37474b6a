package dev.parley.gateway.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command finds the server. */
final class ServerOptions {

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://localhost:${env:PARLEY_PORT:-8080}", description = "where the server is (default: ${DEFAULT-VALUE}, by PARLEY_PORT)")
    String url = "http://localhost:8080";

    @Option(names = "--data", paramLabel = "DIR", description = "the server's data directory, for the admin token (PARLEY_DATA; default: .parley)")
    @Nullable
    Path data;
}
