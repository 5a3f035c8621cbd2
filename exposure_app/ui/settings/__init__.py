"""The page of the choices: effort, language, face models."""
