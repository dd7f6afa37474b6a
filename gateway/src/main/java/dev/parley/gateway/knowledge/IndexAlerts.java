package dev.parley.gateway.knowledge;

import dev.parley.gateway.alert.Alerts;

/** What operators are told of the index on disk. Not thread-safe. */
final class IndexAlerts {

    private static final String DAMAGED = "index-damaged";
    private static final String BEHIND = "index-behind";

    private final Alerts alerts;
    private boolean isToldBehind;

    IndexAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    /** It is over by now: the start built it anew. */
    void damagedAtStart(String damage) {
        alerts.raise(DAMAGED, "At the start " + damage + ". Look at the disk.");
        alerts.clear(DAMAGED);
    }

    void damaged(String why) {
        alerts.raise(DAMAGED, "The index was damaged while it served (" + why
                + "). It is built anew from the articles; until then nothing is answered from it. Look at the disk.");
    }

    void mended() {
        alerts.clear(DAMAGED);
    }

    /** @param isBehind whether it could not be written */
    void written(boolean isBehind) {
        if (isBehind && !isToldBehind) {
            alerts.raise(BEHIND,
                    "The index can't be written: answers come from the articles before. Make room on the disk, "
                            + "or let Parley write there; it is tried again until it works.");
        } else if (isToldBehind && !isBehind) {
            alerts.clear(BEHIND);
        }
        isToldBehind = isBehind;
    }
}
