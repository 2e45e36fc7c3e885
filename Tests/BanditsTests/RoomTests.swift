import Bandits
import Testing
