package dev.parley.gateway.cli;

import dev.parley.gateway.config.Secrets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that all commands share. */
final class ConfigOption {

    @Option(names = "--config", paramLabel = "DIR", description = "directory of application.yml, brand.yml, … (PARLEY_CONFIG; default: config)")
    @Nullable
    Path config;

    static Secrets environment() {
        return new Secrets(System.getenv());
    }
}
