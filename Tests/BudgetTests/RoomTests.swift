import Budget
import Testing
