package dev.platform;

import dev.platform.Problem.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/** Checks the constraints of a value and points at every field that breaks one. */
@Component
public class Validation {

    private final Validator validator;

    Validation(Validator validator) {
        this.validator = validator;
    }

    /** Throws a 422 problem if something below {@code pointer} is not as it must be. */
    public <T> void check(T value, String pointer) {
        List<Violation> violations = validator.validate(value).stream()
                .map(violation -> violation(violation, pointer))
                .sorted(Comparator.comparing(Violation::pointer))
                .toList();
        if (!violations.isEmpty()) {
            throw Problem.invalidBody(violations);
        }
    }

    private static Violation violation(ConstraintViolation<?> violation, String pointer) {
        String path = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .map(Validation::step)
                .collect(Collectors.joining("", pointer, ""));
        return Violation.ofPointer(path, "invalid_value", violation.getMessage());
    }

    private static String step(Path.Node node) {
        String index = node.getIndex() == null ? "" : "/" + node.getIndex();
        return node.getKind() == ElementKind.CONTAINER_ELEMENT ? index : index + "/" + node.getName();
    }
}
