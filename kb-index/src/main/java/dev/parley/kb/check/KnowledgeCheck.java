package dev.parley.kb.check;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Question;
import dev.parley.kb.training.Labelled;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;

/** Looks through articles. Each check stands alone; none changes anything. */
public final class KnowledgeCheck {

    private static final Parser MARKDOWN = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    /** Within a page, or not of the web at all. */
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)#.*|(?!https?:)[a-z][a-z0-9+.-]*:.*");
    private static final Pattern FOLLOWED = Pattern.compile("(?i)https?:.*|/.*");

    private final List<Article> articles;

    /** @param articles all, also internal ones: agents rely on those */
    public KnowledgeCheck(Collection<Article> articles) {
        this.articles = articles.stream().sorted(Comparator.comparing(Article::key)).toList();
    }

    /**
     * What can be seen of each article by itself.
     *
     * @param today for overdue reviews
     */
    public List<Finding> check(LocalDate today) {
        List<Finding> findings = new ArrayList<>(deadLinks());
        for (Article article : articles) {
            LocalDate review = article.reviewBy();
            if (review != null && review.isBefore(today)) {
                findings.add(new Finding(Finding.Kind.OVERDUE, article.key().toString(), "should be read again by "
                        + review + (article.owner() == null ? "" : " by " + article.owner())));
            }
            if (article.owner() == null) {
                findings.add(new Finding(Finding.Kind.NO_OWNER, article.key().toString(), "add an 'owner'"));
            }
        }
        return findings;
    }

    /**
     * What judged questions show: articles that none finds first, questions that none answers, and questions that are meant to
     * be answered by an article that is not there.
     */
    public List<Finding> check(KnowledgeBase base, List<Labelled> questions) {
        List<Finding> findings = new ArrayList<>();
        Set<String> ids = articles.stream().map(article -> article.key().id()).collect(Collectors.toSet());
        Set<ArticleKey> found = new HashSet<>();
        for (Labelled labelled : questions) {
            Question question = labelled.question();
            base.search(question, 1).forEach(hit -> found.add(hit.passage().article()));
            if (labelled.relevant().isEmpty()) {
                findings.add(new Finding(Finding.Kind.UNANSWERED, question.text(), "(" + question.language() + ")"));
            }
            labelled.relevant().stream().filter(id -> !ids.contains(id)).sorted().forEach(id -> findings.add(
                    new Finding(Finding.Kind.NO_SUCH_ARTICLE, question.text(), "no article is called '" + id + "'")));
        }
        if (questions.isEmpty()) {
            return findings;
        }
        base.revisions().keySet().stream().sorted().filter(key -> !found.contains(key)).forEach(key -> findings
                .add(new Finding(Finding.Kind.NEVER_HIT, key.toString(), "no judged question finds it first")));
        return findings;
    }

    /** Links that no customer can follow, and those to where the articles are that lead to none of them. */
    private List<Finding> deadLinks() {
        Set<String> addresses = articles.stream().map(Article::url).filter(url -> url != null)
                .map(KnowledgeCheck::pageOf).collect(Collectors.toSet());
        Set<String> places = addresses.stream().map(KnowledgeCheck::folderOf).collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (Article article : articles) {
            for (String link : linksOf(article)) {
                String page = pageOf(link);
                String fault = null;
                if (!FOLLOWED.matcher(link).matches()) {
                    fault = "which no customer can follow; write an address that begins with / or https://";
                } else if (places.contains(folderOf(page)) && !addresses.contains(page)) {
                    fault = "which no article has as its address";
                }
                if (fault != null) {
                    findings.add(new Finding(Finding.Kind.DEAD_LINK, article.key().toString(),
                            "links to " + link + ", " + fault));
                }
            }
        }
        return findings;
    }

    private static Set<String> linksOf(Article article) {
        Set<String> links = new TreeSet<>();
        MARKDOWN.parse(article.body()).accept(new AbstractVisitor() {

            @Override
            public void visit(Link link) {
                if (!ELSEWHERE.matcher(link.getDestination()).matches()) {
                    links.add(link.getDestination());
                }
                visitChildren(link);
            }
        });
        return links;
    }

    private static String pageOf(String address) {
        return address.replaceFirst("[?#].*$", "");
    }

    private static String folderOf(String address) {
        return address.substring(0, address.lastIndexOf('/') + 1);
    }
}
