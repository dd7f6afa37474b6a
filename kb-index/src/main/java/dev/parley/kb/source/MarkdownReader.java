package dev.parley.kb.source;

/** Markdown with YAML front matter: one article a file. */
final class MarkdownReader implements DocumentReader {

    private final MarkdownParser parser;

    MarkdownReader(String defaultLanguage) {
        this.parser = new MarkdownParser(defaultLanguage);
    }

    @Override
    public boolean reads(String name) {
        return name.endsWith(".md") || name.endsWith(".markdown");
    }

    @Override
    public boolean isList() {
        return false;
    }

    @Override
    public Contents read(String file, String text) {
        try {
            return Contents.of(parser.parse(text));
        } catch (BadDocument e) {
            return Contents.problem(file, e);
        }
    }
}
