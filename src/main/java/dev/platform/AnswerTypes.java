package dev.platform;

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
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

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

    /** No answer is a model for a view; asking whether one is costs every answer a search for annotations. */
    @Bean
    static SmartInitializingSingleton noModels(RequestMappingHandlerAdapter adapter) {
        return () -> adapter.setReturnValueHandlers(Objects.requireNonNull(adapter.getReturnValueHandlers()).stream()
                .filter(handler -> !(handler instanceof ModelAttributeMethodProcessor))
                .toList());
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.strategies(List.of(new AcceptHeader()));
    }
}
