package io.kalends;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a manifest says that Kubernetes does not know, found in fabric8's models. */
final class UnknownFields {

  private final List<String> found = new ArrayList<>();

  private UnknownFields() {}

  static List<String> of(Object model) throws ReflectiveOperationException {
    var search = new UnknownFields();
    search.look(model, model.getClass().getSimpleName());
    return search.found;
  }

  private void look(Object value, String where) throws ReflectiveOperationException {
    switch (value) {
      case null -> {}
      case Collection<?> each -> {
        for (var element : each) {
          look(element, where);
        }
      }
      case Map<?, ?> each -> {
        for (var element : each.values()) {
          look(element, where);
        }
      }
      default -> {
        if (value.getClass().getName().startsWith("io.fabric8.") && !(value instanceof Enum)) {
          fields(value, where);
        }
      }
    }
  }

  private void fields(Object model, String where) throws ReflectiveOperationException {
    for (Method getter : model.getClass().getMethods()) {
      if (!getter.getName().startsWith("get") || getter.getParameterCount() > 0) {
        continue;
      }
      if (getter.getName().equals("getAdditionalProperties")) {
        ((Map<?, ?>) getter.invoke(model)).keySet().forEach(key -> found.add(where + "." + key));
      } else if (!isIgnored(getter)) {
        look(getter.invoke(model), where + "." + getter.getName().substring(3));
      }
    }
  }

  /** What Jackson leaves out, such as names that are put together from others. */
  private static boolean isIgnored(Method getter) {
    return Arrays.stream(getter.getAnnotations())
        .anyMatch(each -> each.annotationType().getSimpleName().equals("JsonIgnore"));
  }
}
