package dev.platform;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An address that is safe to show as a link: a host and what follows it, with http, https or no scheme, without user or
 * password and at most 2,048 characters.
 */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Size(max = 2048)
@Pattern(
        regexp =
                "(?i) *(?:https?://[^\\s\\p{Cntrl}\"'<>\\\\`:/?#@&]+(?::[0-9]{1,5})?|[^\\s\\p{Cntrl}\"'<>\\\\`:/?#@&]+)(?:[/?#][^\\p{Cntrl}\"<>\\\\`]*)? *|")
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface WebAddress {

    String message() default "must be an http or https address of at most 2048 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
