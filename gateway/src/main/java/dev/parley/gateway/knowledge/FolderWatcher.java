package dev.parley.gateway.knowledge;

import dev.parley.gateway.config.ParleyConfig;
import dev.parley.kb.source.FileTree;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports the articles' folder whenever something in it was saved. Editors save in several steps, so it waits until the
 * folder has been quiet for a moment. Every half minute it looks whether files became others: network folders send no events.
 */
@Singleton
public class FolderWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatcher.class);
    private static final long QUIET_MILLIS = 100;
    private static final long LOOK_ANYWAY_MILLIS = 30_000;

    private final Path folder;
    private final Path judgedQuestions;
    private final Path goldenQuestions;
    private final boolean wanted;
    private final Knowledge knowledge;
    private final Clock clock;
    private final Map<Path, WatchKey> watched = new HashMap<>();
    /** What was last imported; null when that failed. */
    private @Nullable Seen seen;
    private boolean isTold;
    private volatile @Nullable WatchService service;

    /** @param generation that the index held then: somebody else may have changed articles since */
    private record Seen(FolderStamp stamp, long generation) {

        boolean isSameAs(Seen later) {
            return generation == later.generation && stamp.isSameAs(later.stamp);
        }
    }

    FolderWatcher(ParleyConfig config, Knowledge knowledge, Clock clock) {
        this.folder = config.knowledge().folder();
        this.judgedQuestions = config.knowledge().judgedQuestions();
        this.goldenQuestions = config.knowledge().goldenQuestions();
        this.wanted = config.knowledge().watch();
        this.knowledge = knowledge;
        this.clock = clock;
    }

    /** Imports what changed while Parley was down, and begins to watch, if the configuration says so. Returns at once. */
    public void start() {
        if (wanted) {
            Thread.ofPlatform().daemon().name("folder-watcher").start(this::open);
        }
    }

    private void open() {
        try {
            WatchService opened = FileSystems.getDefault().newWatchService();
            service = opened;
            importSafely(opened);
            watch(opened);
        } catch (IOException e) {
            LOG.warn("can't watch {}: {}; reindex by hand after a change", folder, e.getMessage());
        }
    }

    @PreDestroy
    void close() throws IOException {
        WatchService opened = service;
        if (opened != null) {
            opened.close();
        }
    }

    private void watch(WatchService opened) {
        try {
            while (true) {
                WatchKey key = opened.poll(LOOK_ANYWAY_MILLIS, TimeUnit.MILLISECONDS);
                if (key == null && isAsSeen()) {
                    continue;
                }
                while (key != null) {
                    key.pollEvents();
                    key.reset();
                    key = opened.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
                }
                importSafely(opened);
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("stopped watching {}", folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void importSafely(WatchService opened) {
        try {
            Seen looked = look();
            seen = null;
            watchFolders(opened);
            knowledge.importChanges();
            seen = new Seen(looked.stamp, knowledge.generation());
        } catch (ClosedWatchServiceException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.error("can't import {}; the old articles serve on", folder, e);
        }
    }

    private boolean isAsSeen() {
        try {
            return seen != null && seen.isSameAs(look());
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private Seen look() throws IOException {
        return new Seen(FolderStamp.of(List.of(folder, judgedQuestions, goldenQuestions), clock.instant()),
                knowledge.generation());
    }

    /** Folders come and go; a key per folder, because the platform watches no trees. */
    private void watchFolders(WatchService opened) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        watched.values().removeIf(key -> !key.isValid());
        for (Path directory : FileTree.of(folder).folders()) {
            if (!watched.containsKey(directory)) {
                register(opened, directory);
            }
        }
    }

    /** Where the system watches no more folders, looking now and then is enough. */
    private void register(WatchService opened, Path directory) {
        try {
            watched.put(directory, directory.register(opened, StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE));
        } catch (IOException e) {
            if (!isTold) {
                LOG.warn("can't watch {}: {}; what changes there is noticed within half a minute", directory,
                        e.getMessage());
            }
            isTold = true;
        }
    }
}
