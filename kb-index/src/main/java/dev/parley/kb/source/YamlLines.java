package dev.parley.kb.source;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the line that a binding error is about: the binder itself only knows how far it had read by then. Pure. */
public final class YamlLines {

    private YamlLines() {}

    /**
     * Looks the error's path up in the text.
     *
     * @return 1-based; the line of the deepest part of the path that is there, or what the binder says
     */
    public static int lineOf(String yaml, JsonMappingException error) {
        int line = error.getLocation() == null ? 1 : error.getLocation().getLineNr();
        try {
            Node node = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            for (JsonMappingException.Reference step : error.getPath()) {
                Place place = step(node, step);
                if (place == null) {
                    return line;
                }
                line = place.line();
                node = place.value();
            }
            return line;
        } catch (YAMLException e) {
            return line;
        }
    }

    /**
     * The keys of the mapping that an error's path ends in, with their lines.
     *
     * @param error an error about a missing key: its path ends with that key
     * @return empty when there is no such mapping
     */
    public static Map<String, Integer> keysBeside(String yaml, JsonMappingException error) {
        Map<String, Integer> keys = new LinkedHashMap<>();
        try {
            Node node = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            for (JsonMappingException.Reference step : error.getPath().subList(0, error.getPath().size() - 1)) {
                Place place = step(node, step);
                node = place == null ? null : place.value();
            }
            if (node instanceof MappingNode mapping) {
                for (NodeTuple entry : mapping.getValue()) {
                    if (entry.getKeyNode() instanceof ScalarNode key) {
                        keys.put(key.getValue(), key.getStartMark().getLine() + 1);
                    }
                }
            }
        } catch (YAMLException e) {
            keys.clear();
        }
        return keys;
    }

    private record Place(int line, Node value) {}

    private static @Nullable Place step(@Nullable Node node, JsonMappingException.Reference step) {
        if (node instanceof MappingNode mapping && step.getFieldName() != null) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(step.getFieldName())) {
                    return new Place(key.getStartMark().getLine() + 1, entry.getValueNode());
                }
            }
        }
        if (node instanceof SequenceNode sequence && step.getIndex() >= 0
                && step.getIndex() < sequence.getValue().size()) {
            Node item = sequence.getValue().get(step.getIndex());
            return new Place(item.getStartMark().getLine() + 1, item);
        }
        return null;
    }
}
