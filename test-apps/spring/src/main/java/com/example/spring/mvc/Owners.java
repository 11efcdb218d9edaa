package com.example.spring.mvc;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Patterns of every kind. */
@Controller
@RequestMapping("/owners")
public class Owners {
  @RequestMapping(method = RequestMethod.GET)
  @ResponseBody
  public String all() {
    return "owners";
  }

  @RequestMapping(value = "/{ownerId}", method = RequestMethod.GET)
  @ResponseBody
  public String owner(@PathVariable("ownerId") String id) {
    return "owner " + id;
  }

  @RequestMapping(value = "/{ownerId}/pets/{petId:\\d+}", method = RequestMethod.GET)
  @ResponseBody
  public String pet(@PathVariable("ownerId") String owner, @PathVariable("petId") int pet) {
    return "pet " + pet + " of " + owner;
  }

  @RequestMapping(value = "/{ownerId}/forward", method = RequestMethod.GET)
  public String forward(@PathVariable("ownerId") String id, HttpServletRequest request) {
    return "forward:" + request.getServletPath().replaceFirst("/owners.*", "") + "/owners/" + id;
  }

  @RequestMapping(value = "/{ownerId}/refuse", method = RequestMethod.GET)
  @ResponseBody
  public String refuse(@PathVariable("ownerId") String id) {
    throw new IllegalArgumentException(id);
  }

  @RequestMapping(value = "/{ownerId}/fail", method = RequestMethod.GET)
  @ResponseBody
  public String fail(@PathVariable("ownerId") String id) {
    throw new IllegalStateException(id);
  }

  @ExceptionHandler(IllegalArgumentException.class)
  @ResponseStatus(HttpStatus.CONFLICT)
  @ResponseBody
  public String refused(IllegalArgumentException e) {
    return "refused " + e.getMessage();
  }
}
