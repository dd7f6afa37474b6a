package dev.parley.kb.embedding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a {@code tokenizer.json}: streams it, because a tree of the whole file takes ten times as long. */
final class TokenizerFile {

    private static final int USUAL_VOCABULARY = 31_000;

    private TokenizerFile() {}

    /**
     * WordPiece has an object of pieces with ids, Unigram an array of pieces with their log probability.
     *
     * @throws IllegalArgumentException when it is of another kind
     */
    static Tokenizer read(InputStream tokenizerJson) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(tokenizerJson)) {
            boolean lowerCase = true;
            Boolean stripAccents = null;
            String type = "";
            while (json.nextToken() != null && !"vocab".equals(json.currentName())) {
                if (json.currentToken() == JsonToken.FIELD_NAME) {
                    continue;
                }
                switch (String.valueOf(json.currentName())) {
                    case "lowercase" -> lowerCase = json.getValueAsBoolean(true);
                    // Null: as lowercase.
                    case "strip_accents" -> stripAccents = json.currentToken() == JsonToken.VALUE_NULL
                            ? null
                            : Boolean.valueOf(json.getValueAsBoolean());
                    // The last one before the vocabulary is the model's.
                    case "type" -> type = json.getText();
                    default -> {
                        // on to the vocabulary
                    }
                }
            }
            JsonToken kind = json.nextToken();
            if (kind == JsonToken.START_OBJECT && !type.equals("BPE") && !type.equals("WordLevel")) {
                return new WordPiece(readIds(json), lowerCase, stripAccents == null ? lowerCase : stripAccents);
            }
            if (kind == JsonToken.START_ARRAY) {
                return readUnigram(json);
            }
            throw new IllegalArgumentException(
                    "it has no vocabulary of the kind WordPiece or Unigram" + (type.isEmpty() ? "" : ", but " + type)
                            + "; choose a model with one of these, which BERT and SentencePiece models have");
        }
    }

    private static Map<String, Integer> readIds(JsonParser json) throws IOException {
        Map<String, Integer> ids = HashMap.newHashMap(USUAL_VOCABULARY);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            ids.put(json.currentName(), json.nextIntValue(0));
        }
        return ids;
    }

    private static Tokenizer readUnigram(JsonParser json) throws IOException {
        List<String> pieces = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_ARRAY) {
            pieces.add(json.nextTextValue());
            json.nextToken();
            scores.add(json.getDoubleValue());
            json.nextToken();
        }
        return new Unigram(pieces, scores.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
