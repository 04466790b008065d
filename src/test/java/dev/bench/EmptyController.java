package dev.bench;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an answer costs that needs nothing: the server, security, and a few bytes. */
@RestController
class EmptyController {

    @GetMapping("/public/users/-")
    ResponseEntity<byte[]> nothing() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new byte[] {'{', '}'});
    }
}
