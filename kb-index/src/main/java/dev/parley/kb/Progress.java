package dev.parley.kb;

/** Told how far a long task is. Called on the task's thread; must return soon. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress SILENT = (done, total) -> {};

    /**
     * Is told of the beginning, too.
     *
     * @param done articles that are done
     * @param total articles in all
     */
    void done(int done, int total);
}
