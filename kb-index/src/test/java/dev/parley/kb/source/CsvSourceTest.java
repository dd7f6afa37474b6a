package dev.parley.kb.source;

import java.io.IOException;

class CsvSourceTest extends FolderSourceTest {

    @Override
    protected void putTwoGood() throws IOException {
        write("faq.csv", """
                id,question,answer,language
                returns,Hello,"Send it, back.",en
                refunds,"Hello
                Wo ist mein Geld?",Wir erstatten.,de
                """);
    }

    @Override
    protected void breakSecond() throws IOException {
        write("faq.csv", """
                id,question,answer,language
                returns,Hello,"Send it, back.",en
                refunds,Hello,,de
                """);
    }

    @Override
    protected void putFirstAgain() throws IOException {
        write("more.csv", """
                id;question;answer
                returns;Again;Send it back.
                """);
    }
}
