package dev.parley.gateway;

import java.util.ArrayList;
import java.util.List;

/** Texts that run a script or fetch something where markup is not kept apart from text. */
final class HostileTexts {

    /** What they would run: it tells the test. */
    private static final String RUN = "window.pwned&&pwned()";
    private static final String FETCH = "http://127.0.0.2:9/stolen";

    private static final List<String> ELEMENTS = List.of("<script>" + RUN + "</script>",
            "<img src=x onerror=\"" + RUN + "\">", "<svg onload=\"" + RUN + "\">",
            "<svg><animate onbegin=\"" + RUN + "\" attributeName=x>", "<iframe srcdoc=\"<script>parent." + RUN
                    + "</script>\"></iframe>",
            "<body onload=\"" + RUN + "\">", "<details open ontoggle=\"" + RUN + "\">x</details>",
            "<a href=\"javascript:" + RUN + "\">click</a>", "[click](javascript:" + RUN + ")",
            "![image](" + FETCH + ".png)", "<img src=" + FETCH + ".png>",
            "<link rel=stylesheet href=" + FETCH + ".css>",
            "<style>@import url(" + FETCH + ".css)</style>", "<video src=" + FETCH + ".mp4 autoplay></video>",
            "<object data=" + FETCH + ">", "<embed src=" + FETCH + ">", "<base href=" + FETCH + ">",
            "<meta http-equiv=refresh content=\"0;url=" + FETCH + "\">",
            "<form action=" + FETCH + "><input autofocus onfocus=\"" + RUN + "\"></form>",
            "<math><mtext><img src=x onerror=\"" + RUN + "\"></mtext></math>",
            "<template><script>" + RUN + "</script></template>", "<input onfocus=\"" + RUN + "\" autofocus>",
            "<marquee onstart=\"" + RUN + "\">x</marquee>", "<xss style=\"background:url(" + FETCH + ")\">",
            "${" + RUN + "}{{constructor.constructor('" + RUN + "')()}}");
    private static final List<List<String>> WRAPPINGS = List.of(List.of("", ""), List.of("\">", ""), List.of("'>", ""),
            List.of("</textarea>", ""), List.of("</script>", ""), List.of("-->", ""), List.of("]]>", ""),
            List.of("`", "`"), List.of("**", "**"), List.of("> ", ""), List.of("1. ", "\n2. next"),
            List.of("| a |\n|---|\n| ", " |"), List.of("\u202e", "\u202c"), List.of("\u200b", ""),
            List.of("&lt;", "&gt;"), List.of("%3C", "%3E"), List.of("<!--", "-->"), List.of("<a title='", "'>"),
            List.of("[x]: ", ""), List.of("```html\n", "\n```"));

    private HostileTexts() {}

    static List<String> list(int size) {
        List<String> texts = new ArrayList<>();
        for (List<String> wrapping : WRAPPINGS) {
            for (String element : ELEMENTS) {
                texts.add(wrapping.getFirst() + element + wrapping.getLast());
            }
        }
        return texts.subList(0, size);
    }
}
