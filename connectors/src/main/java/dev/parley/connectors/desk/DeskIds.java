package dev.parley.connectors.desk;

import java.util.List;

/** The desks that there are, as {@code routing.yml} names them; whoever adds one adds its id. Pure. */
public final class DeskIds {

    /** Slack. */
    public static final String SLACK = "slack";
    /** All of them. */
    public static final List<String> ALL = List.of(SLACK);

    private DeskIds() {}
}
