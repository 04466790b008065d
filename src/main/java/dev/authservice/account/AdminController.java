package dev.authservice.account;

import dev.authservice.web.Caller;
import dev.platform.JsonBodies;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What admins do with the accounts of others. */
@RestController
@RequestMapping("/api/auth/admin/users/{id}")
@SecurityRequirement(name = "token")
class AdminController {

    private final JsonBodies bodies;
    private final Accounts accounts;

    AdminController(JsonBodies bodies, Accounts accounts) {
        this.bodies = bodies;
        this.accounts = accounts;
    }

    /** All roles an account is to have; that of every user it has anyway. */
    record Roles(@NotNull @Size(max = 7) List<@NotNull Role> roles) {}

    @Operation(summary = "An account, with every field")
    @ApiResponse(responseCode = "200", description = "The account", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "There is no such account")
    @GetMapping
    Account find(@PathVariable String id) {
        return accounts.find(id).orElseThrow(Accounts::unknown);
    }

    @Operation(
            summary = "Shut an account's owner out and hide it from the public",
            description = "Its sessions end; access tokens given before are good for 15 minutes at the User Service.")
    @ApiResponse(responseCode = "200", description = "The account, SUSPENDED", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "403", description = "It is the caller's own, or above the caller")
    @ApiResponse(responseCode = "404", description = "There is no such account")
    @ApiResponse(responseCode = "409", description = "It is the last account that can appoint admins")
    @PostMapping("/suspend")
    Account suspend(@PathVariable String id) {
        Authority authority = Authority.of(Caller.current());
        return accounts.change(id, account -> authority.over(account).suspended());
    }

    @Operation(summary = "Let a suspended account be as it was")
    @ApiResponse(responseCode = "200", description = "The account", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "403", description = "It is the caller's own, or above the caller")
    @ApiResponse(responseCode = "404", description = "There is no such account")
    @PostMapping("/reinstate")
    Account reinstate(@PathVariable String id) {
        Authority authority = Authority.of(Caller.current());
        return accounts.change(id, account -> authority.over(account).reinstated());
    }

    @Operation(
            summary = "Give an account these roles and take away all others",
            description = "Only a SUPER_ADMIN makes one. The new roles hold here at once, and in the User Service from"
                    + " the next access token on.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Roles.class)))
    @ApiResponse(responseCode = "200", description = "The account", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "The body is not one JSON object in UTF-8")
    @ApiResponse(responseCode = "403", description = "It is the caller's own, or above the caller")
    @ApiResponse(responseCode = "404", description = "There is no such account")
    @ApiResponse(responseCode = "409", description = "It is the last account that can appoint admins")
    @ApiResponse(responseCode = "415", description = "The body is not JSON")
    @ApiResponse(responseCode = "422", description = "There is no such role")
    @PutMapping(path = "/roles", consumes = MediaType.APPLICATION_JSON_VALUE)
    Account giveRoles(@PathVariable String id, @Parameter(hidden = true) HttpServletRequest request) {
        Set<Role> roles = Set.copyOf(bodies.read(request, Roles.class).roles());
        Authority authority = Authority.of(Caller.current());
        authority.checkMayGive(roles);
        return accounts.change(id, account -> authority.over(account).withRoles(roles));
    }
}
