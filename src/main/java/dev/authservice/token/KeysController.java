package dev.authservice.token;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows everybody the keys that access tokens are checked with. */
@RestController
class KeysController {

    private static final CacheControl CACHED =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final KeyRing keys;

    KeysController(KeyRing keys) {
        this.keys = keys;
    }

    @Operation(
            summary = "The public keys, as a JSON Web Key Set",
            description = "A new key is here a day before it signs; a replaced one until its last token has expired.")
    @ApiResponse(responseCode = "200", description = "The keys", useReturnTypeSchema = true)
    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok().cacheControl(CACHED).body(keys.published().toJSONObject());
    }
}
