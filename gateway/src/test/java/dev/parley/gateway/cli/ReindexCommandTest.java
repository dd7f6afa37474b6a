package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What {@code ./parley reindex} says while it waits. */
class ReindexCommandTest {

    @Test
    void itTellsHowFarHowFastAndHowLong() throws JsonProcessingException {
        assertEquals("reindexing: 30 %, 3000 of 10000, 150 a second, 47 s left",
                progress("{'done': 3000, 'total': 10000, 'perSecond': 150, 'secondsLeft': 47}"));
        assertEquals("reindexing: 10000 articles read, learning from them …",
                progress("{'done': 10000, 'total': 10000, 'perSecond': 150, 'secondsLeft': 0}"));
        assertEquals("reindexing: reading the articles …", progress("{'done': 0, 'total': 0}"));
    }

    private static String progress(String job) throws JsonProcessingException {
        return ReindexCommand.progress(new ObjectMapper().readTree(job.replace('\'', '"')));
    }
}
