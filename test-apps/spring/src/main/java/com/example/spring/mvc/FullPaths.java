package com.example.spring.mvc;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Patterns with the part of the path that the servlet is mapped to. */
@Controller
public class FullPaths {
  @RequestMapping("/api/owners/{ownerId}")
  @ResponseBody
  public String owner(@PathVariable("ownerId") String id) {
    return "owner " + id;
  }
}
