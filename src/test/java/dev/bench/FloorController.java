package dev.bench;

import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What no service of this stack saves in front of Elasticsearch: the web server, security and metrics. */
@RestController
class FloorController {

    private final PassedOn searches;

    FloorController(PassedOn searches) {
        this.searches = searches;
    }

    @GetMapping("/public/users/-")
    ResponseEntity<byte[]> passOn(@RequestParam int task) throws IOException {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(searches.answer(task));
    }

    /** The request for one of the tasks. */
    static byte[] request(int task) {
        return HttpConnection.get("/public/users/-?task=" + task);
    }
}
