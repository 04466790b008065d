package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.userservice.web.RunIds;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells of a run as it goes on, in server-sent events; on the request's own thread, which costs nothing. */
@RestController
@SecurityRequirement(name = "token")
class RunEventsController {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int PAUSES_IN_SILENCE = 15;

    private final ReindexRuns runs;
    private final RunViews views;
    private final ObjectMapper json;
    private final Stopping stopping;

    RunEventsController(ReindexRuns runs, RunViews views, ObjectMapper json, Stopping stopping) {
        this.runs = runs;
        this.views = views;
        this.json = json;
        this.stopping = stopping;
    }

    @ApiResponse(
            responseCode = "200",
            description =
                    "An event `run` whenever it changed, at most one a second; ends when nothing is to happen soon",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "404", description = "No such run")
    @GetMapping("/admin/reindex/{id}/events")
    void events(@PathVariable String id, HttpServletResponse response) throws IOException {
        ReindexRun run = RunIds.find(id, runs::find);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // a gateway would otherwise hold events back until there are enough of them
        response.setHeader("X-Accel-Buffering", "no");
        OutputStream events = response.getOutputStream();
        String told = tell(run, "", events);
        int silent = 0;
        while (!run.state().isWaiting() && !stopping.within(PAUSE)) {
            run = RunIds.find(id, runs::find);
            String now = tell(run, told, events);
            silent = now.equals(told) ? silent + 1 : 0;
            told = now;
            if (silent == PAUSES_IN_SILENCE) {
                silent = 0;
                write(events, ": still here\n\n");
            }
        }
    }

    private String tell(ReindexRun run, String told, OutputStream events) throws IOException {
        String now = json.writeValueAsString(views.of(run));
        if (!now.equals(told)) {
            write(events, "event: run\ndata: " + now + "\n\n");
        }
        return now;
    }

    private static void write(OutputStream events, String text) throws IOException {
        events.write(text.getBytes(StandardCharsets.UTF_8));
        events.flush();
    }
}
