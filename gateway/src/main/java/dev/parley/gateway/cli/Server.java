package dev.parley.gateway.cli;

import dev.parley.gateway.Application;
import dev.parley.gateway.admin.AdminToken;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.config.Secrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a server, and its run until it is told to stop. */
final class Server {

    @Mixin
    final ConfigOption config = new ConfigOption();

    @Option(names = "--port", paramLabel = "PORT", description = "where to listen (PARLEY_PORT; default: 8080)")
    @Nullable
    Integer port;

    @Option(names = "--data", paramLabel = "DIR", description = "directory for database and secrets (PARLEY_DATA; default: .parley)")
    @Nullable
    Path data;

    @Option(names = "--stop-when-ready", hidden = true, description = "start, stop, end: makes the class archive")
    boolean stopWhenReady;

    /** @param err told of the life cycle */
    int run(PrintWriter err) throws InterruptedException {
        Secrets secrets = ConfigOption.environment();
        ConfigLoader loader = new ConfigLoader(new ConfigLoader.Options(config.config, data, port), secrets);
        ParleyConfig settings = loader.load();
        Application application = start(settings, loader.directory(), secrets);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            err.println("Stopping …");
            application.close();
            err.println("Stopped.");
            stopped.countDown();
        }, "stop");
        if (stopWhenReady) {
            application.close();
            return 0;
        }
        Runtime.getRuntime().addShutdownHook(hook);
        announce(err, settings, application.port(), secrets);
        stopped.await();
        return 0;
    }

    private static Application start(ParleyConfig settings, Path directory, Secrets secrets) {
        checkPort(settings.server().port());
        try {
            return Application.start(settings, directory, secrets, Clock.systemUTC());
        } catch (ParleyException e) {
            throw e;
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw taken(settings.server().port(), e);
                }
                if (String.valueOf(cause.getMessage()).contains("may be already in use")) {
                    throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, "another Parley uses the data directory "
                            + settings.data() + "; stop it, or choose another with --data", e);
                }
            }
            throw e;
        }
    }

    /** Before minutes go into an index that nobody would be served from. */
    private static void checkPort(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
        } catch (BindException e) {
            throw taken(port, e);
        } catch (IOException e) {
            // What else is wrong the server itself says.
            return;
        }
    }

    private static ParleyException taken(int port, Exception cause) {
        boolean mayNot = String.valueOf(cause.getMessage()).contains("denied");
        return new ParleyException(ErrorCode.INVALID_CONFIGURATION, "port " + port + (mayNot
                ? " may not be used by this user; choose one above 1023 with --port"
                : " is already in use; stop what uses it, or choose another with --port"), cause);
    }

    private static void announce(PrintWriter err, ParleyConfig settings, int port, Secrets secrets) {
        String publicUrl = settings.server().publicUrl();
        String url = publicUrl == null ? "http://localhost:" + port : publicUrl;
        err.println();
        err.println("Parley is ready.");
        if (settings.demo()) {
            err.println("  Demo shop with the chat   " + url + "/");
        }
        err.println("  Handoffs                  " + url + "/admin/handoffs");
        err.println("  Figures                   " + url + "/admin/figures");
        err.println("  Knowledge base            " + url + "/admin/knowledge");
        err.println("  Admin token               " + (secrets.find("PARLEY_ADMIN_TOKEN").isPresent()
                ? "as set by PARLEY_ADMIN_TOKEN"
                : "in the file " + AdminToken.fileIn(settings.data())));
        err.println("Ctrl-C stops it.");
        err.flush();
    }
}
