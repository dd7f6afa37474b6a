package dev.parley.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Lays options over environment variables over {@code application.yml}. */
public final class ConfigLoader {

    /** The file's only key. */
    record ApplicationFile(ParleyConfig parley) {}

    /**
     * What the command line set; null where it did not.
     *
     * @param config the configuration's directory
     * @param data the data directory
     * @param port where to listen
     */
    public record Options(@Nullable Path config, @Nullable Path data, @Nullable Integer port) {}

    private final Options options;
    private final Secrets secrets;

    /** @param secrets the process's environment */
    public ConfigLoader(Options options, Secrets secrets) {
        this.options = options;
        this.secrets = secrets;
    }

    /** The directory with the files that operators edit. */
    public Path directory() {
        Path option = options.config();
        return option != null ? option : Path.of(secrets.find("PARLEY_CONFIG").orElse("config"));
    }

    /**
     * Reads {@code application.yml} with everything laid over it.
     *
     * @throws ParleyException INVALID_CONFIGURATION with file and line, or the variable's name
     */
    public ParleyConfig load() {
        ParleyConfig file = StrictYaml.read(directory().resolve("application.yml"), ApplicationFile.class).parley();
        Integer portOption = options.port();
        Path dataOption = options.data();
        try {
            int port = portOption != null
                    ? portOption
                    : secrets.find("PARLEY_PORT").map(ConfigLoader::port).orElse(file.server().port());
            String publicUrl = secrets.find("PARLEY_PUBLIC_URL").orElse(file.server().publicUrl());
            Path data = dataOption != null
                    ? dataOption
                    : secrets.find("PARLEY_DATA").map(Path::of).orElse(file.data());
            ParleyConfig.Database database = new ParleyConfig.Database(
                    secrets.find("PARLEY_DB_URL").orElse(file.database().url()),
                    secrets.find("PARLEY_DB_USER").orElse(file.database().user()));
            ParleyConfig.Knowledge knowledge = located(file.knowledge());
            return new ParleyConfig(new ParleyConfig.Server(port, publicUrl), data, database, knowledge, file.answers(),
                    file.conversations(), file.web(), file.slack(), file.files(), file.demo(), file.retention(),
                    file.limits(),
                    file.webhooks(), file.drills());
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    "an environment variable or option is wrong: " + e.getMessage(), e);
        }
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("PARLEY_PORT must be a number from 0 to 65535, not '" + text + "'", e);
        }
    }

    private ParleyConfig.Knowledge located(ParleyConfig.Knowledge knowledge) {
        String embedding = knowledge.embedding();
        boolean named = embedding.equals("bundled") || embedding.equals("none");
        return new ParleyConfig.Knowledge(directory().resolve(knowledge.folder()), knowledge.defaultLanguage(),
                knowledge.watch(), named ? embedding : directory().resolve(embedding).toString(),
                directory().resolve(knowledge.judgedQuestions()), directory().resolve(knowledge.goldenQuestions()),
                knowledge.gateMargin());
    }
}
