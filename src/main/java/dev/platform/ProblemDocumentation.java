package dev.platform;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Says in the documentation of a service that all its refusals are problems, and which of them routes share. */
public final class ProblemDocumentation {

    private static final String FORM = "#/components/schemas/Problem";

    private ProblemDocumentation() {}

    /** How a refusal looks, whatever its reason (RFC 9457). */
    record Problem(
            @Schema(requiredMode = REQUIRED) String type,

            @Schema(requiredMode = REQUIRED) String title,

            @Schema(requiredMode = REQUIRED) int status,

            @Nullable String detail,

            @Schema(requiredMode = REQUIRED, description = "Stable; what programs go by")
            String code,

            @Schema(requiredMode = REQUIRED) String requestId,

            @Nullable List<Fault> errors) {}

    /** What is wrong with a request: the parameter, or the JSON pointer into the body. */
    record Fault(
            @Nullable String parameter,

            @Schema(description = "A JSON pointer into the body") @Nullable
            String pointer,

            String code,
            String detail) {}

    /** Adds refusals to each route by its path, then the form of all of them. */
    public static void complete(OpenAPI api, BiConsumer<String, Operation> refusals) {
        ModelConverters.getInstance().readAll(Problem.class).forEach(api.getComponents()::addSchemas);
        api.getPaths()
                .forEach((path, route) -> route.readOperations().forEach(operation -> {
                    refusals.accept(path, operation);
                    form(operation);
                }));
    }

    private static void form(Operation operation) {
        operation.getResponses().forEach((status, answer) -> {
            if (status.matches("[45].*")) {
                answer.content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new io.swagger.v3.oas.models.media.Schema<>().$ref(FORM))));
            }
        });
    }

    /** Adds a refusal, unless the route says itself when there is one. */
    public static void add(Operation operation, int status, String description) {
        operation.getResponses().putIfAbsent(Integer.toString(status), new ApiResponse().description(description));
    }
}
