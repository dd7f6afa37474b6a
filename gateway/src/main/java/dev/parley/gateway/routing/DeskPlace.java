package dev.parley.gateway.routing;

/**
 * Where something is shown. Immutable.
 *
 * @param desk the desk's id
 * @param id the place, in that desk's own words
 */
public record DeskPlace(String desk, String id) {

    /** For people. */
    @Override
    public String toString() {
        return "desk " + desk + ", " + id;
    }
}
