package dev.userservice.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Adds to the documentation of each route the refusals that it shares with others, all of them in the form of problems. */
@Component
class ProblemAnswers implements OpenApiCustomizer {

    /** How a refusal looks, whatever its reason. */
    record Problem(
            String type,
            String title,
            int status,
            @Nullable String detail,
            String code,
            String requestId,
            @Nullable List<Fault> errors) {}

    /** What is wrong with a request: the parameter, or the JSON pointer into the body. */
    record Fault(@Nullable String parameter, @Nullable String pointer, String code, String detail) {}

    @Override
    public void customise(OpenAPI api) {
        ModelConverters.getInstance().readAll(Problem.class).forEach(api.getComponents()::addSchemas);
        api.getPaths().forEach((path, route) -> route.readOperations().forEach(operation -> complete(path, operation)));
    }

    private static void complete(String path, Operation operation) {
        ApiResponses answers = operation.getResponses();
        add(answers, 400, "The request is malformed, or a parameter is unknown or wrong; errors[] names it");
        add(answers, 401, "The access token is missing, or not to be believed");
        if (!WebhookRoutes.include(path)) {
            if (path.matches("/(sync|admin)/.*|/analytics/changes")) {
                add(answers, 403, "The access token does not allow it");
            }
            answers.putIfAbsent("429", tooMany());
        }
        if (operation.getRequestBody() != null) {
            add(answers, 413, "The body has more than 256 KiB");
            add(answers, 415, "The body is not application/json");
            add(answers, 422, "A field is wrong; errors[] points at it");
        }
        add(answers, 503, "Something needed for an answer is away; Retry-After says when to try again");
        answers.forEach((status, answer) -> {
            if (status.matches("[45].*")) {
                answer.content(problem());
            }
        });
    }

    private static void add(ApiResponses answers, int status, String description) {
        answers.putIfAbsent(Integer.toString(status), new ApiResponse().description(description));
    }

    private static ApiResponse tooMany() {
        return new ApiResponse()
                .description("Too many requests of this kind in a minute")
                .addHeaderObject("Retry-After", header("Seconds until the next may be sent", new IntegerSchema()))
                .addHeaderObject("RateLimit-Policy", header("The budget, on every answer", new StringSchema()))
                .addHeaderObject("RateLimit", header("What is left of it, on every answer", new StringSchema()));
    }

    private static Header header(String description, Schema<?> schema) {
        return new Header().description(description).schema(schema);
    }

    private static Content problem() {
        return new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem")));
    }
}
