package dev.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.http.converter.xml.Jaxb2RootElementHttpMessageConverter;
import org.springframework.web.method.annotation.ModelAttributeMethodProcessor;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestResponseBodyMethodProcessor;

/** Answers are JSON: what libraries on the class path would offer beside it, YAML and XML, is not. */
@Configuration(proxyBeanMethods = false)
class AnswerTypes implements WebMvcConfigurer {

    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        converters.removeIf(AnswerTypes::isOther);
    }

    private static boolean isOther(HttpMessageConverter<?> converter) {
        return switch (converter) {
            case MappingJackson2HttpMessageConverter _ -> false;
            case AbstractJackson2HttpMessageConverter _, Jaxb2RootElementHttpMessageConverter _ -> true;
            default -> false;
        };
    }

    /** Records are JSON before anybody else is asked what to make of them. */
    @Bean
    static SmartInitializingSingleton recordsFirst(RequestMappingHandlerAdapter adapter, WholeJson json) {
        return () -> adapter.setReturnValueHandlers(
                handlers(Objects.requireNonNull(adapter.getReturnValueHandlers()), json));
    }

    // no answer is a model for a view; asking whether one is costs every answer a search for annotations
    private static List<HandlerMethodReturnValueHandler> handlers(
            List<HandlerMethodReturnValueHandler> usual, WholeJson json) {
        List<HandlerMethodReturnValueHandler> handlers = new ArrayList<>(usual);
        handlers.removeIf(ModelAttributeMethodProcessor.class::isInstance);
        HandlerMethodReturnValueHandler negotiating = handlers.stream()
                .filter(RequestResponseBodyMethodProcessor.class::isInstance)
                .findFirst()
                .orElseThrow();
        handlers.addFirst(new RecordAnswers(json, negotiating));
        return handlers;
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.strategies(List.of(new AcceptHeader()));
    }
}
