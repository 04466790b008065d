package dev.userservice.favorites;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.platform.Parameters;
import dev.platform.Problem;
import dev.userservice.user.PublicUser;
import dev.userservice.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** The favorites of whoever asks, and of nobody else: the owner is the subject of the token. */
@RestController
@SecurityRequirement(name = "token")
class FavoritesController {

    private final Favorites favorites;
    private final FavoriteLists lists;

    FavoritesController(Favorites favorites, FavoriteLists lists) {
        this.favorites = favorites;
        this.lists = lists;
    }

    /** A favorite as the public sees the person, and since when it is one. */
    record Favorite(@JsonUnwrapped PublicUser user, Instant addedAt) {}

    /** The newest first; {@code nextCursor} is there while there are more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<Favorite> favorites, @Nullable String nextCursor) {}

    @Operation(
            summary = "The caller's favorites, newest first",
            description = "People whom the public may not see are left out as long as that is so.")
    @Parameter(
            name = "size",
            in = ParameterIn.QUERY,
            description = "Alias: limit",
            schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "nextCursor of the page before",
            schema = @Schema(type = "string"))
    @GetMapping("/favorites")
    Page list(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, Map.of("limit", "size"));
        int size = (int) parameters.whole("size", 1, 100).orElse(20);
        String cursor = parameters.one("cursor").orElse(null);
        parameters.check();
        return lists.page(Caller.current().signedIn(), cursor, size);
    }

    @Operation(summary = "Is this user a favorite of the caller?")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "No, whether there is such a user or not")
    @GetMapping("/favorites/{userId}")
    Favorite find(@PathVariable String userId, @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.of(request, Map.of()).check();
        return lists.find(Caller.current().signedIn(), userId)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not_a_favorite", "This is no favorite"));
    }

    @Operation(summary = "Make this user a favorite of the caller")
    @ApiResponse(responseCode = "200", description = "It was one already", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "It is one now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "403", description = "The account of this token was deleted")
    @ApiResponse(responseCode = "404", description = "There is no such user, or not for the public")
    @ApiResponse(responseCode = "409", description = "It is the caller, or the caller has 10,000 already")
    @PutMapping("/favorites/{userId}")
    ResponseEntity<Favorite> add(@PathVariable String userId, @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.of(request, Map.of()).check();
        Favorites.Added added = favorites.add(Caller.current().signedIn(), userId);
        return ResponseEntity.status(added.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(lists.shown(List.of(added.row())).stream()
                        .findFirst()
                        .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown_user", "There is no such user")));
    }

    @Operation(summary = "Make this user no favorite of the caller any more")
    @ApiResponse(responseCode = "204", description = "It is none, whether it was one or not")
    @DeleteMapping("/favorites/{userId}")
    ResponseEntity<Void> remove(@PathVariable String userId, @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.of(request, Map.of()).check();
        favorites.remove(Caller.current().signedIn(), userId);
        return ResponseEntity.noContent().build();
    }
}
