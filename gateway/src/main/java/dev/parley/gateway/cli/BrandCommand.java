package dev.parley.gateway.cli;

import dev.parley.connectors.channel.BrandProfile;
import dev.parley.gateway.answer.Finding;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.rules.Reason;
import dev.parley.gateway.voice.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What brand owners do with their texts. */
@Command(name = "brand", mixinStandardHelpOptions = true, description = "Look at the texts of brand.yml.", subcommands = BrandCommand.Preview.class)
final class BrandCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        throw new CommandLine.ParameterException(command, "say what to do: brand preview");
    }

    /** Renders every text once. */
    @Command(name = "preview", mixinStandardHelpOptions = true, description = {
        "Render what the bot says in every situation, language and channel on one page. Works by itself."})
    static final class Preview implements Callable<Integer> {

        private static final String AGENT = "Ana";
        private static final ZonedDateTime FRIDAY = ZonedDateTime.of(2026, 11, 27, 18, 0, 0, 0,
                ZoneId.of("Europe/London"));
        private static final String CUSTOMER = "Kim";
        private static final String OTHER_LANGUAGE = "sv";
        private static final String FILE = "photo.tiff";

        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Option(names = "--out", paramLabel = "FILE", description = "where to write the HTML page (default: ${DEFAULT-VALUE})")
        private Path out = Path.of("brand-preview.html");

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
            Path directory = new ConfigLoader(new ConfigLoader.Options(config.config, null, null),
                    ConfigOption.environment()).directory();
            try {
                Files.writeString(out, page(Voice.read(directory)));
            } catch (IOException e) {
                throw new UncheckedIOException("can't write " + out + ": " + e.getMessage(), e);
            }
            command.getOut().println(out + " is written.");
            command.getOut().flush();
            return 0;
        }

        private static String page(Voice voice) {
            StringBuilder page = new StringBuilder("""
                    <!doctype html>
                    <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                    <title>What the bot says</title>
                    <style>
                      body { font: 1rem/1.45 system-ui, sans-serif; margin: 2rem; color: #1c1c1c; background: #fff }
                      table { border-collapse: collapse; width: 100% }
                      th, td { text-align: left; vertical-align: top; padding: .6rem .8rem; border-bottom: 1px solid #ddd }
                      tbody th { font-weight: 500; color: #555; white-space: nowrap }
                      td p { margin: 0; padding: .6rem .8rem; background: #f3f3f1; border-radius: .8rem; max-width: 36rem;
                        white-space: pre-line }
                    </style>
                    <h1>What the bot says</h1>
                    <p>A customer whose name is known is called Kim here, a person of the team Ana.</p>
                    """);
            table(page, "On every channel that has no texts of its own", voice.towards("", CUSTOMER));
            voice.channels().forEach(channel -> table(page, "On " + channel, voice.towards(channel, CUSTOMER)));
            return page.append("</html>\n").toString();
        }

        private static void table(StringBuilder page, String title, Voice voice) {
            List<String> languages = voice.languages();
            Map<String, StringBuilder> rows = new LinkedHashMap<>();
            for (String language : languages) {
                situations(voice, language).forEach((situation, text) -> rows
                        .computeIfAbsent(situation, key -> new StringBuilder()).append("<td lang=\"").append(language)
                        .append("\"><p>").append(escaped(text)).append("</p></td>"));
            }
            page.append("<h2>").append(escaped(title)).append("</h2>\n<table><thead><tr><th>situation</th>");
            languages.forEach(language -> page.append("<th>")
                    .append(escaped(Locale.of(language).getDisplayLanguage(Locale.ENGLISH))).append("</th>"));
            page.append("</tr></thead><tbody>\n");
            rows.forEach((situation, cells) -> page.append("<tr><th>").append(escaped(situation)).append("</th>")
                    .append(cells).append("</tr>\n"));
            page.append("</tbody></table>\n");
        }

        private static Map<String, String> situations(Voice voice, String language) {
            Map<String, String> texts = new LinkedHashMap<>();
            texts.put("first words", voice.greeting(language));
            texts.put("that it is a machine", voice.disclosure(language));
            for (Finding.Kind kind : Finding.Kind.values()) {
                texts.put("courtesy: " + kind.name().toLowerCase(Locale.ROOT), voice.courtesy(kind, language));
            }
            texts.put("an answer in another language", voice.onlyIn(OTHER_LANGUAGE, language));
            texts.put("which is meant?", voice.clarify(language) + "\n[" + voice.noneOfThese(language) + "]");
            for (Reason reason : Reason.values()) {
                texts.put("handoff: " + reason.code(), voice.handoff(reason, language));
            }
            voice.listRulesWithWords(language).forEach(rule -> texts.put("handoff: rule " + rule,
                    voice.handoff(Reason.NO_TOUCH, rule, language)));
            texts.put("handoff out of hours", voice.outOfHours(language, FRIDAY, FRIDAY.plusDays(3)));
            texts.put("waiting", voice.waiting(language, 2));
            texts.put("joined", voice.joined(language, AGENT));
            texts.put("returned", voice.returned(language, AGENT));
            texts.put("resolved", voice.resolved(language, AGENT));
            texts.put("nobody came yet", voice.expectation(language));
            texts.put("an agent corrects a reply", voice.corrected(language));
            texts.put("an agent takes back a reply", voice.withdrawn(language, AGENT));
            texts.put("the customer is silent", voice.stillThere(language));
            texts.put("the customer is gone", voice.left(language));
            texts.put("a while after an answer", voice.followUp(language) + "\n[" + voice.helped(language) + "] ["
                    + voice.helpedNot(language) + "]");
            texts.put("it helped", voice.helpedThanks(language));
            texts.put("rating", voice.ratingQuestion(language, AGENT) + "\n["
                    + String.join("] [", voice.ratings(language)) + "]");
            texts.put("rated", voice.ratingThanks(language));
            texts.put("a file that could not be passed on", voice.fileRefused(language, FILE));
            texts.put("button", "[" + voice.talkToAPerson(language) + "]");
            BrandProfile profile = voice.profile(language);
            BrandProfile.Commands commands = profile.commands();
            texts.put("suggestions", "[" + String.join("]\n[", profile.suggestions()) + "]");
            texts.put("menu of messengers", "[" + commands.start() + "]\n[" + commands.language() + "]\n["
                    + commands.forget() + "]");
            texts.put("forget everything?", commands.forgetQuestion() + "\n[" + commands.forgetYes() + "]");
            texts.put("forgotten", commands.forgotten());
            return texts;
        }

        private static String escaped(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
        }
    }
}
