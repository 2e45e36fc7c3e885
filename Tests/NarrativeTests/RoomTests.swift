import Narrative
import Testing
