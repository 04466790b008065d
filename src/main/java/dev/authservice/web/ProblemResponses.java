package dev.authservice.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says in the documentation that every refusal is a problem, and which refusals any route may answer with. */
@Component
class ProblemResponses implements OpenApiCustomizer {

    private static final String PROBLEM = "#/components/schemas/Problem";

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas("Problem", schema());
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(ProblemResponses::describe);
    }

    private static void describe(Operation operation) {
        ApiResponses responses = operation.getResponses();
        if (operation.getSecurity() != null) {
            responses.computeIfAbsent(
                    "401", _ -> described("The access token is missing or invalid, or its session over"));
        }
        responses.computeIfAbsent("503", _ -> described("Something needed is away; see Retry-After"));
        responses.forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.content(new Content()
                        .addMediaType(
                                "application/problem+json", new MediaType().schema(new Schema<>().$ref(PROBLEM))));
            }
        });
    }

    private static ApiResponse described(String description) {
        return new ApiResponse().description(description);
    }

    private static Schema<?> schema() {
        Schema<?> fault = new ObjectSchema()
                .addProperty("parameter", new StringSchema())
                .addProperty("pointer", new StringSchema().description("A JSON pointer into the body"))
                .addProperty("code", new StringSchema())
                .addProperty("detail", new StringSchema());
        Schema<?> problem = new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("code", new StringSchema().description("Stable; what programs go by"))
                .addProperty("requestId", new StringSchema())
                .addProperty("errors", new ArraySchema().items(fault));
        problem.setRequired(List.of("type", "title", "status", "code", "requestId"));
        return problem;
    }
}
