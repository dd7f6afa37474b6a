package dev.parley.gateway.demo;

import dev.parley.gateway.admin.OpenToAll;
import dev.parley.gateway.admin.Page;
import dev.parley.gateway.answer.ApprovedArticles;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/** The demo shop's page, and its help articles, so that the links under answers lead somewhere. */
@Hidden
@OpenToAll
@Requires(property = "parley.demo", value = "true")
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class DemoController {

    private static final String FOLDER = "/parley/demo/";
    private static final List<TablesExtension> TABLES = List.of((TablesExtension) TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    /** HTML in an article is shown as text, and links are limited to harmless schemes. */
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().extensions(TABLES).escapeHtml(true)
            .sanitizeUrls(true).build();

    private final ApprovedArticles articles;
    private final String language;

    DemoController(ApprovedArticles articles, ParleyConfig config) {
        this.articles = articles;
        this.language = config.knowledge().defaultLanguage();
    }

    @Get("/")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> shop() {
        return Page.file(FOLDER, "index.html");
    }

    @Get("/demo/{name}")
    @Produces(MediaType.ALL)
    HttpResponse<?> asset(@PathVariable String name) {
        return name.endsWith(".html") ? HttpResponse.notFound() : Page.file(FOLDER, name);
    }

    @Get("/demo/help/{id}")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> article(@PathVariable String id, @QueryValue @Nullable String lang) {
        return articles.findApproved(new ArticleKey(id, lang == null ? language : lang))
                .filter(article -> article.audience() == Audience.PUBLIC)
                .<HttpResponse<?>>map(article -> Page.html(render(article))).orElseGet(HttpResponse::notFound);
    }

    private static String render(Article article) {
        String updated = article.updated() == null ? "" : article.updated().toString();
        return Page.read(FOLDER, "article.html").orElseThrow().replace("{{title}}", escape(article.title()))
                .replace("{{category}}", escape(article.category())).replace("{{updated}}", updated)
                .replace("{{body}}", RENDERER.render(PARSER.parse(article.body())));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
